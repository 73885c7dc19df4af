metadata description = 'The storage account of the Functions host: the deployed package, its leases and its keys. No access by key.'

@description('The name of the account.')
@maxLength(24)
param name string

@description('Where it is made.')
param location string

@description('Tags of every resource.')
param tags object

@description('The container of the deployed package.')
param packageContainer string

@description('Whether the account is reached from the internet: no, from the allowed addresses, or from everywhere.')
@allowed(['Disabled', 'Addresses', 'Enabled'])
param publicAccess string

@description('Public IPv4 addresses or ranges that reach the account where publicAccess is Addresses.')
param allowedAddresses string[]

@description('The object id of the app\'s identity.')
param appPrincipalId string

@description('The workspace that metrics and logs go to.')
param workspaceId string

@description('Whether every request to storage is logged, which costs by volume.')
param logRequests bool

// Storage Blob Data Owner: what the Functions host asks for on its own account.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
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

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource package 'containers' = {
      name: packageContainer
      properties: {
        publicAccess: 'None'
      }
    }
  }
}

resource host 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, 'app', blobDataOwner)
  scope: account
  properties: {
    description: 'The Functions host reads the package and holds its leases.'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobs
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

@description('The name of the account.')
output name string = account.name

@description('The address of the container of the deployed package.')
output packageUri string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
