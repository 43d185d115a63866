from .preparing import DecideForm, NameForm, SignalFilter, TakeForm, WithdrawForm

__all__ = ["DecideForm", "NameForm", "SignalFilter", "TakeForm", "WithdrawForm"]
