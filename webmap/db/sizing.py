"""How much memory the private cluster takes, from what the machine has."""

import os

MEBIBYTE = 1024 * 1024
GIBIBYTE_IN_MB = 1024

# Measured: a shared_buffers of a twelfth of the memory leaves the web process and the browser their share.
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    "random_page_cost": "1.1",
    "wal_compression": "lz4",
    "listen_addresses": "",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "warning",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def memory_mb() -> int:
    """The machine's memory in MiB, 2,048 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEBIBYTE
    except (ValueError, OSError):
        return 2 * GIBIBYTE_IN_MB


def settings_for(memory: int) -> dict[str, str]:
    """PostgreSQL settings for a machine with this much memory (MiB).

    >>> settings_for(2048)["shared_buffers"], settings_for(24576)["shared_buffers"]
    ('256MB', '2048MB')
    """
    small = memory < 4 * GIBIBYTE_IN_MB
    share = max(1, memory // GIBIBYTE_IN_MB)
    sized = {
        "shared_buffers": f"{256 if small else min(2048, 90 * share)}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "work_mem": "8MB" if small else "32MB",
        "maintenance_work_mem": "64MB" if small else "512MB",
        "max_wal_size": "1GB" if small else "4GB",
        "max_connections": "30" if small else "60",
        "autovacuum_max_workers": "1" if small else "3",
    }
    return DURABLE | sized
