"""Take one step of an upload: the worker that the import pages start."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geodata.importers.job import work_on
from geodata.importers.job_folder import folder_of
from geodata.importers.worker_watch import WorkerWatch
from geodata.models import ImportJob
from geodata.rules.import_flow import WORKING
from geodata.rules.import_steps import WORKING_STATE, Step

EXIT_STOPPED = 3
_NICENESS = 5


class Command(BaseCommand):
    """`manage.py import_job UUID --step read|check|write`; the server passes on the lock and its process id."""

    help = (
        "完成一次上传的一个步骤（由导入页面启动）· take one step of an upload (started by the import pages)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The job, the step, and what the server passes on."""
        parser.add_argument("uuid")
        parser.add_argument("--step", type=Step, choices=list(Step), required=True)
        parser.add_argument("--lock-fd", type=int, help="已加锁的文件描述符 · open lock to keep")
        parser.add_argument(
            "--parent", type=int, help="服务器进程号，它结束则停止 · stop when this process is gone"
        )

    def handle(self, *args: Any, **given: Any) -> None:
        """Work; exit 0 when the step ended (in a refusal too), 3 when it was stopped."""
        os.nice(_NICENESS)
        job = ImportJob.objects.filter(uuid=given["uuid"]).first()
        if job is None:
            raise CommandError("没有这次导入 · there is no such upload")
        if given["lock_fd"] is None and folder_of(job.uuid).hold() is None:
            raise CommandError("另一个进程正在处理 · another process works on it")
        step: Step = given["step"]
        if job.state not in WORKING or job.state != WORKING_STATE[step]:
            raise CommandError(f"现在的状态是 {job.state} · it stands at {job.state}")
        with WorkerWatch(folder_of(job.uuid), given["parent"]) as watch:
            ended = work_on(job, step, watch)
        if ended is None:
            sys.exit(EXIT_STOPPED)
