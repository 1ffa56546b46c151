"""The kinds of agency that the directory tells apart."""

from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an agency is; who is sent which memo is data, not a matter of these names."""

    MUNICIPAL_POLICE = "municipal police", "Municipal police"
    RESIDENT_TROOPERS = "resident troopers", "Resident state troopers"
    COUNTY_SHERIFF = "county sheriff", "County sheriff"
    STATE_POLICE = "state police", "State police"
    TROOP = "state police troop", "State police troop"
    CAMPUS_POLICE = "campus police", "Police of a public college"
    PRIVATE_CAMPUS = "private campus police", "Police or security of a private college"
    TRIBAL_POLICE = "tribal police", "Tribal police"
    STATE_MARSHALS = "state marshals", "State marshals"
    JUDICIAL_MARSHALS = "judicial marshals", "Judicial marshals"
    CORRECTION = "correction", "Department of correction"
    PRISON = "prison", "Prison or jail"
    PROBATION = "probation", "Probation"
    PROSECUTORS = "prosecutors", "Prosecutors"
    OTHER_POLICE = "other police", "Other police"
    SCHOOL_DISTRICT = "school district", "School district"
    CHARTER_SCHOOL = "charter school", "Charter school"
    SERVICE_CENTER = "service center", "Regional educational service center"
    TECHNICAL_SCHOOL = "technical school", "Technical high school"
    SCHOOL = "school", "School"
    COLLEGE = "college", "College or university"
    STATE_OFFICE = "state office", "State office"
    OTHER = "other", "Other"


SCHOOL_KINDS = frozenset(
    {
        Kind.SCHOOL_DISTRICT,
        Kind.CHARTER_SCHOOL,
        Kind.SERVICE_CENTER,
        Kind.TECHNICAL_SCHOOL,
        Kind.SCHOOL,
    }
)
"""Those that answer as schools; a college answers as a campus."""
