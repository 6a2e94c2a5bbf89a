"""Numbers written in Chinese signs, read and written: 三十二 and 一二一 as they stand in addresses."""

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
SIGNS = "".join(DIGITS) + "".join(UNITS)
_WORDS = "零一二三四五六七八九"
_MOST_DIGITS = 9


def read_numeral(text: str) -> int | None:
    """The number Chinese signs stand for, digit by digit or with 十百千; None where they are no number.

    Parameters: text, Chinese numeral signs only. Returns: a whole number or None. Source: ordinary usage.

    >>> read_numeral("三十二"), read_numeral("一百零五"), read_numeral("一二一"), read_numeral("十十")
    (32, 105, 121, None)
    """
    if not text or len(text) > _MOST_DIGITS:
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    """The value of a numeral with 十百千, None where units do not fall or two digits meet."""
    total, digit, above = 0, None, 10_000
    for sign in text:
        if sign in UNITS:
            unit = UNITS[sign]
            if unit >= above or digit == 0:
                return None
            total, digit, above = total + (1 if digit is None else digit) * unit, None, unit
        elif sign in DIGITS and (digit is None or digit == 0):
            digit = DIGITS[sign]
        else:
            return None
    return total + (digit or 0)


def write_numeral(number: int) -> str:
    """A number in Chinese signs: with 十 below 100, digit by digit from there on, as roads are named.

    Parameters: number, 0 or more. Returns: signs. Source: usage in road names (经十二路, 一二一大街).

    >>> write_numeral(7), write_numeral(12), write_numeral(30), write_numeral(121)
    ('七', '十二', '三十', '一二一')
    """
    if number < 10 or number >= 100:
        return "".join(_WORDS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _WORDS[tens]) + "十" + (_WORDS[ones] if ones else "")
