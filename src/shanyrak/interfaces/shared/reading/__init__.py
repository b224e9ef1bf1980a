"""How what people type into forms is read, in all languages: the day first. Writing is in `formats.py`.

Django looks for `<language>/formats.py` here; its own read 10.09 as the ninth of October in two languages.
"""

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
DATE_FORMAT = SHORT_DATE_FORMAT = "d.m.Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_COMMA, DECIMAL_POINT = ",", "."
THOUSANDS_SPACE, THOUSANDS_COMMA = "\u00a0", ","
NUMBER_GROUPING = 3
