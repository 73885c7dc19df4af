using 'main.bicep'

// Set them with `azd env set NAME value`; azd sets the first three itself.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'scim')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param principalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')

param runtime = readEnvironmentVariable('SCIM_RUNTIME', 'dotnet-isolated')
param instanceMemoryMB = int(readEnvironmentVariable('SCIM_INSTANCE_MEMORY_MB', '0'))
param maximumInstanceCount = int(readEnvironmentVariable('SCIM_MAXIMUM_INSTANCES', '40'))
param alwaysReadyInstances = int(readEnvironmentVariable('SCIM_ALWAYS_READY_INSTANCES', '0'))
param requestsPerInstance = int(readEnvironmentVariable('SCIM_REQUESTS_PER_INSTANCE', '16'))

param dataRedundancy = readEnvironmentVariable('SCIM_DATA_REDUNDANCY', 'Standard_ZRS')
param grantDeployer = bool(readEnvironmentVariable('SCIM_GRANT_DEPLOYER', 'true'))
param recoverVault = bool(readEnvironmentVariable('SCIM_RECOVER_VAULT', 'false'))

param privateNetwork = bool(readEnvironmentVariable('SCIM_PRIVATE_NETWORK', 'false'))
param networkAddressPrefix = readEnvironmentVariable('SCIM_NETWORK_ADDRESSES', '10.42.0.0/24')
param allowedAddresses = json(readEnvironmentVariable('SCIM_ALLOWED_ADDRESSES', '[]'))
param publicIngress = bool(readEnvironmentVariable('SCIM_PUBLIC_INGRESS', 'true'))
param customDomain = readEnvironmentVariable('SCIM_CUSTOM_DOMAIN', '')
param customDomainThumbprint = readEnvironmentVariable('SCIM_CUSTOM_DOMAIN_THUMBPRINT', '')
param administratorsClientId = readEnvironmentVariable('SCIM_ADMINISTRATORS_CLIENT_ID', '')

param alertEmails = json(readEnvironmentVariable('SCIM_ALERT_EMAILS', '[]'))
param failedPercent = int(readEnvironmentVariable('SCIM_FAILED_PERCENT', '5'))
param unauthorizedBurst = int(readEnvironmentVariable('SCIM_UNAUTHORIZED_BURST', '100'))
param monthlyBudget = int(readEnvironmentVariable('SCIM_MONTHLY_BUDGET', '0'))
param budgetStartDate = readEnvironmentVariable('SCIM_BUDGET_START', '')
param logRetentionDays = int(readEnvironmentVariable('SCIM_LOG_RETENTION_DAYS', '30'))
param logDailyQuotaGb = int(readEnvironmentVariable('SCIM_LOG_DAILY_QUOTA_GB', '5'))
param logStorageRequests = bool(readEnvironmentVariable('SCIM_LOG_STORAGE_REQUESTS', 'false'))
