"""The faults ask the database from this process itself: nothing of it may forbid that."""

from django.utils.asyncio import async_unsafe


def test_nothing_keeps_this_process_from_the_database():
    @async_unsafe("a loop of somebody else runs in this thread")
    def ask() -> str:
        return "asked"

    assert ask() == "asked"
