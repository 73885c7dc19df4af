dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")
