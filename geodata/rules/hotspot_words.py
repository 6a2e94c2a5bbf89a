"""What the classes of hot spots are called: how each came to be, told over a year of overlapping quarters."""

# In the order of a legend: what asks for attention first. The keys are the classes of geodata.analysis.trend_classes.
TREND_NAMES = {
    "new": ("新增", "New"),
    "consecutive": ("连续", "Consecutive"),
    "intensifying": ("加剧", "Intensifying"),
    "persistent": ("持续", "Persistent"),
    "diminishing": ("减弱", "Diminishing"),
    "sporadic": ("间歇", "Sporadic"),
    "oscillating": ("冷热交替", "Oscillating"),
    "none": ("历史不足，未分类", "History too short to class"),
}
TOO_FEW_NAME = ("样本过少", "Too few to judge")
