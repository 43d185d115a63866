from .opinions import AnswerForm, NoneForm, RoundForm, SettleForm, TellForm
from .preparing import DecideForm, NameForm, SignalFilter, TakeForm, WithdrawForm

__all__ = [
    "AnswerForm",
    "DecideForm",
    "NameForm",
    "NoneForm",
    "RoundForm",
    "SettleForm",
    "SignalFilter",
    "TakeForm",
    "TellForm",
    "WithdrawForm",
]
