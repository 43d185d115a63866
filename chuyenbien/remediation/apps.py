from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemediationConfig(AppConfig):
    name = "chuyenbien.remediation"
    label = "remediation"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.findings.operations import when_shown
        from chuyenbien.notices import feeds, kinds, matters

        from . import due_dates, presenters, presenting  # noqa: F401
        from .guarding import register
        from .operations.showing import follow_finding

        register()
        matters.register("remediation.action", "NV")
        kinds.register("remediation.due", label=_("An action is due"))
        feeds.register(due_dates.of_actions)
        when_shown(follow_finding)
        panels.register("finding", "remediation.actions", presenting.of_finding, order=20)
        panels.register("task", "remediation.actions", presenting.of_task, order=20)
        panels.register("dossier", "remediation.plan", presenting.of_dossier, order=70)
        panels.register("unit", "remediation.actions", presenting.of_unit, order=35)
        section = _("Follow-up")
        navigation.register(navigation.Entry(35, _("Remediation plans"), "remediation:plans", "files", section=section))
        navigation.register(navigation.Entry(40, _("Actions"), "remediation:list", "check", section=section))
