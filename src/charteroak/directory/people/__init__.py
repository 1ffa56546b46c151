"""The people of an agency: its start page, who acts for it, invitations."""
