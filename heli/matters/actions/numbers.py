"""Heli's own numbers: no gaps and no twins, however many ask at once."""

from heli.matters.models import Series


def next_number(programme_id: int, name: str, year: int) -> int:
    """The next number of the series. The row stays locked until the caller's transaction ends: a rollback frees it."""
    Series.objects.get_or_create(programme_id=programme_id, name=name, year=year)
    series = Series.objects.select_for_update().get(programme_id=programme_id, name=name, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
