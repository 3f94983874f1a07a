from datetime import date

import pytest

from netgraph.errors import SetupError
from netgraph.period import Period, make_period, period_of, windows


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-12-01", "2021-12-01", "2021-12-01"),
        ("2021-12-01T10:00:00Z", "2021-12-01", "2021-12-01"),
    ],
)
def test_a_partial_date_covers_its_days(text, start, end):
    assert period_of(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", [None, "", "0000", "2021-13", "2021-02-30", "May", "20211", "٢٠٢١", "9999"])
def test_what_is_no_date_has_no_period(text):
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("width", "step", "starts"),
    [
        ("1Y", None, ["2019-01-01", "2020-01-01"]),
        ("6M", None, ["2019-04-01", "2019-10-01", "2020-04-01"]),
        ("1y", "1Q", ["2019-01-01", "2019-04-01", "2019-07-01", "2019-10-01", "2020-01-01", "2020-04-01"]),
    ],
)
def test_windows_start_with_the_calendar(width, step, starts):
    dates = [period_of("2020-05-05"), period_of("2019-04-30")]
    assert [str(window.start) for window in windows(dates, width, step)] == starts


def test_week_windows_start_on_monday():
    (only,) = windows([period_of("2026-11-22")], "1W")
    assert str(only) == "2026-11-16/2026-11-22"


@pytest.mark.parametrize("width", ["", "Y", "0Y", "1D", "1.5Y", "-1Y"])
def test_a_wrong_width_is_refused(width):
    with pytest.raises(SetupError, match="no width"):
        list(windows([period_of("2021")], width))


@pytest.mark.parametrize(("start", "end"), [("2021", "2020"), ("May", None)])
def test_a_wrong_period_is_refused(start, end):
    with pytest.raises(SetupError):
        make_period(start, end)
