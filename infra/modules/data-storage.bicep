metadata description = 'The storage account of users, groups and journal: one table. No access by key.'

@description('The name of the account.')
@maxLength(24)
param name string

@description('Where it is made.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies are kept, and where.')
param redundancy string

@description('The name of the table.')
param tableName string

@description('Whether the account is reached from the internet: no, from the allowed addresses, or from everywhere.')
@allowed(['Disabled', 'Addresses', 'Enabled'])
param publicAccess string

@description('Public IPv4 addresses or ranges that reach the account where publicAccess is Addresses.')
param allowedAddresses string[]

@description('The object id of the app\'s identity.')
param appPrincipalId string

@description('The object id of who puts the row of the first admin key there; empty for nobody.')
param deployerPrincipalId string

@description('The workspace that metrics and logs go to.')
param workspaceId string

@description('Whether every request to storage is logged, which costs by volume.')
param logRequests bool

// Storage Table Data Contributor.
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicAccess == 'Disabled' ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess == 'Enabled' ? 'Allow' : 'Deny'
      ipRules: [
        for address in allowedAddresses: {
          action: 'Allow'
          value: address
        }
      ]
    }
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource table 'tables' = {
      name: tableName
    }
  }
}

resource app 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, 'app', tableDataContributor)
  scope: account
  properties: {
    description: 'The app reads and writes rows.'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource deployer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(account.id, deployerPrincipalId, tableDataContributor)
  scope: account
  properties: {
    description: 'Who deploys makes the admin key, groups and tokens from the command line.'
    principalId: deployerPrincipalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::tables
  properties: {
    workspaceId: workspaceId
    logs: logRequests
      ? [
          {
            categoryGroup: 'audit'
            enabled: true
          }
        ]
      : []
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('The id of the account.')
output id string = account.id

@description('The address of the table service.')
output tableServiceUri string = account.properties.primaryEndpoints.table
