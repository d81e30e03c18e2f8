import inspect

from core.queue import Lane
from jobs import catalog, pages, payments
from jobs.subscribers import JOBS, SUBSCRIBERS, Job, jobs_for, lane_of, name_of


def test_every_job_has_a_name_that_leads_back_to_it() -> None:
    jobs = [job for row in SUBSCRIBERS.values() for job in row]

    assert {JOBS[name_of(job)] for job in jobs} == set(jobs)
    assert all(name.startswith("jobs.") for name in JOBS)


def test_every_job_takes_the_event_it_is_told_of() -> None:
    for event, row in SUBSCRIBERS.items():
        for job in row:
            (parameter,) = inspect.signature(job, eval_str=True).parameters.values()
            assert issubclass(event, parameter.annotation), f"{name_of(job)} cannot take {event.name}"


def test_names_are_what_the_queue_takes_as_a_key() -> None:
    for event in SUBSCRIBERS:
        assert all(
            set(name.replace(".", "-")) <= set("abcdefghijklmnopqrstuvwxyz_-") for name in jobs_for(event)
        )


def test_a_payment_waits_for_no_page_and_a_page_for_no_build_of_everything() -> None:
    jobs: list[Job] = [
        payments.settle_webhook,
        pages.refresh_pages,
        pages.go_on_building,
        catalog.apply_times,
    ]

    assert [lane_of(name_of(job)) for job in jobs] == [Lane.MONEY, Lane.SHOP, Lane.BULK, Lane.BULK]
