"""The figures by which heat is judged: what is too few, what counts as significant, how often a warning may come.

They come from measurements on four cities of 38,000 to 241,000 events each, not from a plan of the district.
"""

# Hot spots: squares of three sizes, each at four offsets (shares of a cell); the middle size is the one shown.
# Of 14 hot spots planted in the demo town (spread 60 to 130 m) cells of 150 and 200 m show all, 300 m 9, 450 m 7.
HOTSPOT_CELLS_M = (150.0, 200.0, 300.0)
HOTSPOT_OFFSETS = ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5))
# A window is a cell and its eight neighbours.
HOTSPOT_RADIUS = 1
# Hot spots are those of the last quarter: a single category holds too little in four weeks.
HOTSPOT_DAYS = 91
# Of the cells coloured as significant, at most this share is false on average.
FALSE_DISCOVERY = 0.05
# A finding that shows in this share of the twelve grids wears the badge "robust".
ROBUST_SHARE = 0.75

# Neither seen nor expected this often: "样本过少", no colour.
FEWEST_EXPECTED = 5.0
# A percent change needs this many events in the earlier period; below, both counts and an interval are shown.
FEWEST_BASE = 10
# Every interval shown covers the truth this often.
CONFIDENCE = 0.95

# Trend: this share of the periods significant makes a place "always" hot (as in emerging hot spot analysis).
ALWAYS_SHARE = 0.9
TREND_SIGNIFICANCE = 0.05
# The same quarter is looked at again four weeks earlier, and so on, at most so often; periods of four weeks hold the
# days of the week evenly, and thirteen of them are a year.
TREND_STEP_DAYS = 28
TREND_STEPS = 13
YEAR_STEPS = 13
# Two years back from the last day: what trends, warnings and rankings are made from.
HISTORY_DAYS = 728

# Reports of one thing: as near as this, as soon as this after the first.
REPEAT_M = 50.0
REPEAT_DAYS = 7.0

# Warnings: a square of up to three 500 m cells a side, started within a week, against half a year.
WARNING_CELL_M = 500.0
WARNING_SIDES = (1, 2, 3)
WARNING_DAYS = 7
WARNING_BASELINE_DAYS = 182
WARNING_FEWEST_EVENTS = 3
# Reports this near and this soon after each other are one happening: chance deals them together.
WARNING_TOGETHER_M = 200.0
WARNING_TOGETHER_DAYS = 2.0
# By chance alone one category may warn once in this many days.
WARNING_RECURRENCE_DAYS = 100.0
# The same place is not a new warning while the last one is younger than this.
WARNING_QUIET_DAYS = 14
# Less history than this tells nothing of what is usual.
WARNING_LEAST_DAYS = 56
# How large statistics get by chance changes slowly and is worked out anew this often.
WARNING_CHANCE_DAYS = 7

# Forecast: cells ranked, judged at these shares of the area over so many rolling origins.
FORECAST_CELL_M = 250.0
FORECAST_AREAS = (0.01, 0.05, 0.10)
FORECAST_ORIGINS = 12
# The first origin needs this long a history.
FORECAST_LEAST_DAYS = 90
# A method ships in place of the count when chance explains its lead with less than this probability.
FORECAST_LEAD_SIGNIFICANCE = 0.05
# Coming weeks that places are ranked for, and how many places are listed.
FORECAST_WEEKS = (1, 4)
FORECAST_PLACES = 50
