"""Referrals: a request is handed up a ladder of people until one of them takes it.

``ladder`` says who stands on which rung, ``duty`` who is on duty at a moment, ``actions`` moves a
referral on.  docs/how-to/refer-a-request.md is for the people who use it.
"""
