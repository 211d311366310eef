"""Several people act on two debts, day after day, in any order that chance draws: what must hold whatever they do."""
