"""What the article says of real bodies, and nothing more. Where it is silent, the record says that it is silent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.operations.entered import enter_concluded

from .people import World, code

SILENT = "Bài báo không nêu."
DAY = dt.date(2023, 1, 30)
YEAR_END = dt.date(2022, 12, 31)


def _field(key: str) -> object:
    return code(CodeList.FIELD, key)


def enter(world: World, before: ReviewCycle, cycle: ReviewCycle) -> None:
    """Enter the article's facts, on the basis of the article."""
    with clock.at(DAY), journal.recording(by=world.by(world.officer)):
        source = _article(world)
        by = Actor(user_id=world.officer.user_id, person=world.officer, basis_id=source.pk)
        leader = Actor(user_id=world.leader.user_id, person=world.leader, basis_id=source.pk)
        _suggested(world, cycle, by, leader)
        _me_linh(world, before, cycle, by)
        _bac_tu_liem(world, cycle, by, source)
        _hoan_kiem(world, cycle, by, source)
        _corporation(world, cycle, by, source)
        _thuong_tin(world, cycle, by, source)
        _city(world, by)


def _article(world: World) -> Document:
    return documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "khac"),
        issuer=world.city,
        unit=world.city,
        by=world.by(world.officer),
        direction="in",
        abstract="Báo Nhân Dân, tháng 01/2023: “Tạo chuyển biến sau công tác kiểm điểm” (căn cứ nhập liệu)",
    )


def _suggested(world: World, cycle: ReviewCycle, by: Actor, leader: Actor) -> None:
    """Hoàn Kiếm and the corporation were among the 29; neither the letters nor their points are in the article."""
    delegations = list(cycle.delegations.order_by("number"))
    for place, key in ((7, "hoan-kiem"), (8, "tong-cong-ty")):
        dossier = _dossier(cycle, world.real[key])
        draft = reviews.draft_suggestion(dossier, [(f"Nội dung gợi ý kiểm điểm: {SILENT.lower()}", None)], by=by)
        reviews.issue_suggestion(draft, by=leader, letter=None, because="Bài báo không nêu số, ngày của văn bản gợi ý.")
        reviews.assign_delegation(delegations[place], dossier, by=leader)
        for item in draft.items.all():
            reviews.explain(item, by=by, text=f"Nội dung giải trình: {SILENT.lower()}")


def _dossier(cycle: ReviewCycle, body: Unit) -> ReviewDossier:
    return ReviewDossier.objects.get(cycle=cycle, body=body)


def _concluded(dossier: ReviewDossier, by: Actor) -> None:
    """The review has been held and concluded; day, hour and minutes are not in the article."""
    enter_concluded(dossier, by=by, because="Ghi nhận theo bài báo; bài báo không nêu ngày.")


def _notice(world: World, body: Unit, by: Actor) -> Document:
    return documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "tb"),
        issuer=world.city,
        unit=world.city,
        recipients=[body],
        by=by,
        abstract=f"Kết luận tại hội nghị kiểm điểm năm 2022 của {body.name} (bài báo không nêu số, ngày)",
    )


def _me_linh(world: World, before: ReviewCycle, cycle: ReviewCycle, by: Actor) -> None:
    body = world.real["me-linh"]
    _concluded(_dossier(before, body), by)
    finding = findings.state_finding(
        dossier=_dossier(before, body),
        address=body,
        field=_field("dat-dai"),  # type: ignore[arg-type]
        nature="limitation",
        source="self",
        statement=(
            "Chưa giao đất dịch vụ cho hộ gia đình, cá nhân có đất nông nghiệp bị thu hồi trên địa bàn huyện; "
            "vướng mắc kéo dài gần 20 năm."
        ),
        follow_up="key",
        open_since=dt.date(2003, 1, 1),
        open_since_precision="approximate",
        open_since_note="gần 20 năm",
        concluding_document=documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "bc"),
            issuer=body,
            unit=world.city,
            recipients=[body],
            by=by,
            abstract="Nội dung kiểm điểm năm 2021 của Ban Thường vụ Huyện ủy Mê Linh (bài báo không nêu số, ngày)",
        ),
        by=by,
    )
    remediation.record_unknown_holding(
        finding,
        since=dt.date(2003, 1, 1),
        until=dt.date(2023, 1, 1),
        note="gần 20 năm, chưa rõ ai giữ",
        by=by,
    )
    documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "cv"),
        direction="in",
        issuer=world.ministry,
        unit=world.city,
        recipients=[body],
        by=by,
        abstract=(
            "Đồng ý đề xuất hỗ trợ giao đất dịch vụ cho hộ gia đình, cá nhân có đất nông nghiệp bị thu hồi trên địa "
            "bàn huyện Mê Linh (đầu tháng 01/2023; bài báo không nêu số, ngày)"
        ),
    )
    remediation.take_over(
        finding=finding,
        unit=world.real["ubnd-me-linh"],
        on=dt.date(2023, 1, 1),
        precision="month",
        note="Bộ đã có văn bản đồng ý đầu tháng 01/2023; chờ giao đất cho hộ dân",
        by=by,
    )
    given = indicators.create_indicator(
        body,
        "Tỷ lệ hộ gia đình, cá nhân đã được giao đất dịch vụ",
        "increase",
        by=by,
        finding=finding,
        measure=code(CodeList.MEASURE, "phan-tram"),
        source="Bài báo không nêu số hộ và kế hoạch",
    )
    indicators.set_condition(finding, given, "gte", Decimal(100), by=by)  # settled for good: every household
    findings.carry_into(_dossier(cycle, body), by=by)
    findings.report_prior(
        finding,
        _dossier(cycle, body),
        kept="under_way",
        text=(
            "Đầu tháng 01/2023, Bộ Tài nguyên và Môi trường đã có văn bản đồng ý đề xuất hỗ trợ giao đất dịch vụ. "
            "Việc giao đất cho hộ dân chưa hoàn thành."
        ),
        by=by,
    )
    _concluded(_dossier(cycle, body), by)


def _bac_tu_liem(world: World, cycle: ReviewCycle, by: Actor, source: Document) -> None:
    body, office = world.real["bac-tu-liem"], world.real["ubnd-bac-tu-liem"]
    dossier = _dossier(cycle, body)
    _concluded(dossier, by)
    finding = findings.state_finding(
        dossier=dossier,
        address=body,
        field=_field("dau-tu-cong"),  # type: ignore[arg-type]
        nature="limitation",
        source="self",
        statement=(
            "Giải ngân vốn đầu tư công chậm, kéo theo việc triển khai các dự án trên địa bàn không bảo đảm tiến độ."
        ),
        concluding_document=_notice(world, body, by),
        by=by,
    )
    issued = documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "kh"),
        issuer=office,
        unit=body,
        recipients=[world.city],
        by=by,
        abstract=(
            "Kế hoạch khắc phục hạn chế, nâng cao hiệu quả giải ngân vốn đầu tư công "
            "(đã ban hành; bài báo không nêu số, ngày)"
        ),
    )
    plan = remediation.draft_plan(
        dossier,
        by=by,
        issuer=office,
        document=issued,
        title="Kế hoạch khắc phục hạn chế trong giải ngân vốn đầu tư công",
        purpose=f"{issued.abstract}. Nhiệm vụ dưới đây ghi theo bài báo; phần bài báo không nêu để trống.",
    )
    remediation.add_action(
        plan,
        finding=finding,
        by=by,
        task="Ban hành kế hoạch khắc phục hạn chế, nâng cao hiệu quả giải ngân vốn đầu tư công",
        lead_unit=office,
        deliverable="Kế hoạch",
    )
    remediation.add_action(
        plan,
        finding=finding,
        by=by,
        task="Thường xuyên họp kiểm điểm tiến độ các dự án được giao để đôn đốc, nhắc nhở, tháo gỡ vướng mắc",
        lead_unit=office,
    )
    paid = indicators.create_indicator(
        body,
        "Giải ngân vốn đầu tư công năm 2022",
        "increase",
        by=by,
        finding=finding,
        measure=code(CodeList.MEASURE, "ty-dong"),
        source="Báo Nhân Dân, tháng 01/2023",
        is_public=True,
    )
    indicators.measure(
        paid,
        by=by,
        as_of=YEAR_END,
        value=Decimal(335),
        percent=Decimal(98),
        is_estimate=True,
        source="Ước đạt, theo bài báo",
        document=source,
    )
    indicators.set_condition(finding, paid, "gte", Decimal(98), by=by, basis="percent")
    debt = indicators.create_indicator(
        body,
        "Nợ xây dựng cơ bản năm 2022",
        "maintain",
        by=by,
        finding=finding,
        measure=code(CodeList.MEASURE, "ty-dong"),
        source="Báo Nhân Dân, tháng 01/2023: không để xảy ra nợ",
        is_public=True,
    )
    indicators.measure(debt, by=by, as_of=YEAR_END, value=Decimal(0), source="Theo bài báo", document=source)
    indicators.set_condition(finding, debt, "lte", Decimal(0), by=by)


def _hoan_kiem(world: World, cycle: ReviewCycle, by: Actor, source: Document) -> None:
    body = world.real["hoan-kiem"]
    dossier = _dossier(cycle, body)
    _concluded(dossier, by)
    notice = _notice(world, body, by)
    for key, statement in (
        ("trat-tu-do-thi", "Vẫn còn vi phạm trật tự đô thị."),
        ("ve-sinh-moi-truong", "Vệ sinh môi trường chưa được giải quyết dứt điểm."),
        ("xay-dung", "Tiến độ triển khai một số dự án trọng điểm của quận còn chậm."),
    ):
        _pointed_out(dossier, body, key, statement, notice, by)


def _corporation(world: World, cycle: ReviewCycle, by: Actor, source: Document) -> None:
    body = world.real["tong-cong-ty"]
    dossier = _dossier(cycle, body)
    _concluded(dossier, by)
    notice = _notice(world, body, by)
    for key, statement in (
        ("xay-dung", "Cần đẩy nhanh tiến độ các dự án."),
        ("dau-thau", "Cần nâng cao hiệu quả công tác đấu thầu, nhận thầu."),
    ):
        _pointed_out(dossier, body, key, statement, notice, by, nature="requirement")


def _pointed_out(
    dossier: ReviewDossier,
    body: Unit,
    field: str,
    statement: str,
    notice: Document,
    by: Actor,
    *,
    nature: str = "limitation",
) -> Finding:
    return findings.state_finding(
        dossier=dossier,
        address=body,
        field=_field(field),  # type: ignore[arg-type]
        nature=nature,
        source="delegation",
        statement=statement,
        derived_limitation="Bài báo nêu yêu cầu, không nêu hạn chế cụ thể." if nature == "requirement" else "",
        concluding_document=notice,
        by=by,
    )


def _thuong_tin(world: World, cycle: ReviewCycle, by: Actor, source: Document) -> None:
    body = world.real["thuong-tin"]
    dossier = _dossier(cycle, body)
    _concluded(dossier, by)
    findings.state_finding(
        dossier=dossier,
        address=body,
        field=_field("cai-cach-hanh-chinh"),  # type: ignore[arg-type]
        nature="limitation",
        source="delegation",
        statement="Các bất cập, hạn chế được chỉ ra, nhất là trong lĩnh vực cải cách hành chính.",
        track="commitment",
        promise=(
            "Chỉ đạo quyết liệt để tìm ra nguyên nhân, khắc phục bất cập, hạn chế nhằm đạt kết quả cao nhất năm 2023."
        ),
        promise_due=dt.date(2023, 12, 31),
        concluding_document=_notice(world, body, by),
        by=by,
    )


def _city(world: World, by: Actor) -> None:
    rows = (
        ("Chỉ tiêu phát triển kinh tế – xã hội hoàn thành năm 2022", "increase", "chi-tieu", Decimal(22), Decimal(22)),
        ("Chỉ tiêu kinh tế – xã hội vượt kế hoạch năm 2022", "increase", "chi-tieu", None, Decimal(5)),
        ("Tốc độ tăng trưởng kinh tế năm 2022", "increase", "phan-tram", None, Decimal("8.89")),
        ("Thu nhập bình quân đầu người năm 2022", "increase", "trieu-dong-nguoi", None, Decimal(142)),
    )
    notes = {
        "phan-tram": "Cao nhất trong vòng 10 năm trở lại đây, theo bài báo",
        "trieu-dong-nguoi": "Vượt mục tiêu đề ra, theo bài báo",
    }
    for name, direction, measure, planned, value in rows:
        made = indicators.create_indicator(
            world.city,
            name,
            direction,
            by=by,
            measure=code(CodeList.MEASURE, measure),
            planned=planned,
            planned_for=YEAR_END if planned else None,
            source="Báo Nhân Dân, tháng 01/2023",
            note=notes.get(measure, ""),
            is_public=True,
        )
        indicators.measure(made, by=by, as_of=YEAR_END, value=value, source="Theo bài báo")
    poor = indicators.create_indicator(
        world.city, "Tỷ lệ hộ nghèo", "trend", by=by, source="Báo Nhân Dân, tháng 01/2023", is_public=True
    )
    indicators.measure(poor, by=by, as_of=YEAR_END, trend="falling", source="Tiếp tục giảm mạnh; bài báo không nêu số")
