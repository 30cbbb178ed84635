"""Why the private database can't be started, in words for the person at the keyboard."""

from dataclasses import dataclass


class CannotStartError(RuntimeError):
    """The message says what is wrong and what to do about it."""


@dataclass(frozen=True, slots=True)
class Running:
    """What another start on the same data folder wrote down about itself; what isn't known yet is ""."""

    pid: int
    address: str
    database: str = ""
    """the private server's, for the app's role"""


class DataFolderBusyError(CannotStartError):
    """Another start holds the data folder."""

    def __init__(self, running: Running) -> None:
        where = running.address or "正在启动"
        super().__init__(f"这份数据正在使用中：{where}（进程号 {running.pid}）。")
        self.running = running
