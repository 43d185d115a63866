from .indicator import Indicator, MeasuredValue, OutcomeCondition

__all__ = ["Indicator", "MeasuredValue", "OutcomeCondition"]
