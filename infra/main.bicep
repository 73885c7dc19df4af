targetScope = 'subscription'

metadata name = 'ScimFunctions'
metadata description = 'A SCIM 2.0 service provider on Azure Functions: Flex Consumption, Table Storage, Key Vault, Application Insights.'

@description('The name of the environment. It is in the resource group\'s name and in a tag of every resource, and the other names are made from it.')
@minLength(1)
@maxLength(48)
param environmentName string

@description('Where everything is made: a region that has Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Further tags of every resource.')
param tags object = {}

@description('What runs the app: the isolated worker, or the executable compiled ahead of time, as a custom handler. It must be what is deployed.')
@allowed(['dotnet-isolated', 'custom'])
param runtime string = 'dotnet-isolated'

@description('Megabytes of memory of an instance: 512, 2048 or 4096; 0 for what suits the runtime: 2048 for dotnet-isolated, 512 for custom.')
@minValue(0)
@maxValue(4096)
param instanceMemoryMB int = 0

@description('How many instances there are at most: the limit of what load can cost.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How many instances are kept running, so that no request waits for a start. They are billed while idle too.')
@minValue(0)
param alwaysReadyInstances int = 0

@description('How many requests an instance serves at a time before another is started.')
@minValue(1)
@maxValue(1000)
param requestsPerInstance int = 16

@description('How many copies of users and groups are kept, and where. Standard_LRS where the region has no zones.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param dataRedundancy string = 'Standard_ZRS'

@description('The name of the table of users and groups.')
@minLength(3)
@maxLength(63)
param tableName string = 'scim'

@description('The object id of who makes the first admin key: gets the roles for that on the table\'s account and the vault. Whoever deploys unless given.')
param principalId string = ''

@description('Whether anybody but the app gets a role on the table\'s account and the vault.')
param grantDeployer bool = true

@description('Whether a deleted key vault of this environment is brought back, which purge protection asks for after a deletion. The hook of azd sets it.')
param recoverVault bool = false

@description('Whether storage and vault are reached through private endpoints in a virtual network, and not from the internet.')
param privateNetwork bool = false

@description('The addresses of the virtual network, /25 or larger.')
param networkAddressPrefix string = '10.42.0.0/24'

@description('With privateNetwork: public IPv4 addresses that still reach storage and vault, such as the one from which the admin key is made.')
param allowedAddresses string[] = []

@description('Whether the app is reached from the internet, as identity providers in the cloud need. Without it, only through a private endpoint, which needs privateNetwork.')
param publicIngress bool = true

@description('A name of your own for the app, such as scim.example.com; its CNAME and TXT records must be there. Empty for none.')
param customDomain string = ''

@description('The thumbprint of the certificate of the custom domain, uploaded to the app before; empty to bind the name without TLS, to begin with.')
param customDomainThumbprint string = ''

@description('The client id of the Entra ID app whose tokens administrators bring, made by infra/administrators-app.sh. Empty for none.')
param administratorsClientId string = ''

@description('The addresses that alerts and the budget\'s messages are sent to.')
param alertEmails string[] = []

@description('From how many percent of answers being 5xx an alert is sent.')
@minValue(1)
@maxValue(100)
param failedPercent int = 5

@description('From how many answers 401 in 15 minutes an alert is sent.')
@minValue(1)
param unauthorizedBurst int = 100

@description('How much a month may cost, in the currency of the subscription, before people are told; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('The first day of the month from which the budget counts, as 2026-01-01; the current month unless given. It cannot be changed later.')
param budgetStartDate string = ''

@description('The current month; not to be given.')
param currentMonth string = utcNow('yyyy-MM-01')

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many gigabytes of logs a day are taken in at most; 0 for no limit.')
@minValue(0)
param logDailyQuotaGb int = 5

@description('Whether every request to storage is logged, which costs by volume.')
param logStorageRequests bool = false

var names = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var appName = '${names.functionApp}${token}'
var insightsName = '${names.applicationInsights}${token}'
var allTags = union(tags, { application: 'ScimFunctions', 'azd-env-name': environmentName })
var publicAccess = !privateNetwork ? 'Enabled' : (empty(allowedAddresses) ? 'Disabled' : 'Addresses')
var addresses = privateNetwork ? allowedAddresses : []
var deployerPrincipalId = !grantDeployer ? '' : (empty(principalId) ? deployer().objectId : principalId)
var runtimes = {
  'dotnet-isolated': { version: '10.0', memory: 2048 }
  custom: { version: '1.0', memory: 512 }
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${names.resourceGroup}${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: '${names.managedIdentity}${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: '${names.logAnalyticsWorkspace}${token}'
    insightsName: insightsName
    actionGroupName: '${names.actionGroup}${token}'
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    alertEmails: alertEmails
    senderPrincipalId: identity.outputs.principalId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  scope: group
  params: {
    name: '${names.hostStorageAccount}${token}'
    location: location
    tags: allTags
    packageContainer: 'package'
    publicAccess: publicAccess
    allowedAddresses: addresses
    appPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    logRequests: logStorageRequests
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  scope: group
  params: {
    name: '${names.dataStorageAccount}${token}'
    location: location
    tags: allTags
    redundancy: dataRedundancy
    tableName: tableName
    publicAccess: publicAccess
    allowedAddresses: addresses
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    workspaceId: monitoring.outputs.workspaceId
    logRequests: logStorageRequests
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: '${names.keyVault}${token}'
    location: location
    tags: allTags
    recover: recoverVault
    publicAccess: publicAccess
    allowedAddresses: addresses
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: '${names.virtualNetwork}${token}'
    securityGroupName: '${names.networkSecurityGroup}${token}'
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    includeApp: !publicIngress
  }
}

module hostStorageEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: '${names.privateEndpoint}${token}-blob'
    location: location
    tags: allTags
    subnetId: network!.outputs.endpointSubnetId
    targetId: hostStorage.outputs.id
    service: 'blob'
    zoneId: network!.outputs.blobZoneId
  }
}

module dataStorageEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: '${names.privateEndpoint}${token}-table'
    location: location
    tags: allTags
    subnetId: network!.outputs.endpointSubnetId
    targetId: dataStorage.outputs.id
    service: 'table'
    zoneId: network!.outputs.tableZoneId
  }
}

module vaultEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: '${names.privateEndpoint}${token}-vault'
    location: location
    tags: allTags
    subnetId: network!.outputs.endpointSubnetId
    targetId: vault.outputs.id
    service: 'vault'
    zoneId: network!.outputs.vaultZoneId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: appName
    planName: '${names.functionPlan}${token}'
    location: location
    tags: allTags
    runtime: {
      name: runtime
      version: runtimes[runtime].version
    }
    instanceMemoryMB: instanceMemoryMB == 0 ? runtimes[runtime].memory : instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    requestsPerInstance: requestsPerInstance
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    packageUri: hostStorage.outputs.packageUri
    tableServiceUri: dataStorage.outputs.tableServiceUri
    tableName: tableName
    vaultUri: vault.outputs.uri
    insightsName: insightsName
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    publicIngress: publicIngress || privateNetwork
      ? publicIngress
      : fail('Without publicIngress nobody reaches the app unless privateNetwork is true.')
    customDomain: customDomain
    administrators: {
      tenantId: empty(administratorsClientId) ? '' : tenant().tenantId
      clientId: administratorsClientId
    }
  }
  // The host starts when the app is made, and must reach its storage then.
  dependsOn: [
    hostStorageEndpoint
    dataStorageEndpoint
    vaultEndpoint
  ]
}

module appEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork && !publicIngress) {
  scope: group
  params: {
    name: '${names.privateEndpoint}${token}-app'
    location: location
    tags: allTags
    subnetId: network!.outputs.endpointSubnetId
    targetId: app.outputs.id
    service: 'sites'
    zoneId: network!.outputs.appZoneId
  }
}

module domain 'modules/custom-domain.bicep' = if (!empty(customDomain)) {
  scope: group
  params: {
    appName: appName
    domain: customDomain
    certificateThumbprint: customDomainThumbprint
  }
  dependsOn: [
    app
  ]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: allTags
    prefix: 'scim-${token}-'
    workspaceId: monitoring.outputs.workspaceId
    dataStorageId: dataStorage.outputs.id
    vaultId: vault.outputs.id
    actionGroupId: monitoring.outputs.actionGroupId
    failedPercent: failedPercent
    unauthorizedBurst: unauthorizedBurst
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  params: {
    name: '${names.budget}${token}'
    amount: monthlyBudget
    startDate: empty(budgetStartDate) ? currentMonth : budgetStartDate
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app.')
output AZURE_FUNCTION_APP_NAME string = appName

@description('The key vault.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('Storage:TableServiceUri of the command line.')
output SCIM_TABLE_SERVICE_URI string = dataStorage.outputs.tableServiceUri

@description('Storage:Table of the command line.')
output SCIM_TABLE_NAME string = tableName

@description('Tokens:VaultUri of the command line.')
output SCIM_VAULT_URI string = vault.outputs.uri

@description('PublicBaseUrl of the command line: where clients reach the app.')
output SCIM_BASE_URL string = app.outputs.baseUrl

@description('What the TXT record asuid.NAME of a custom domain must hold. It proves ownership and opens nothing.')
output SCIM_DOMAIN_VERIFICATION string = app.outputs.domainVerification
