metadata description = 'The Flex Consumption plan and the function app, which reaches everything by its managed identity.'

import { Administrators, Runtime } from 'types.bicep'

@description('The name of the app.')
param name string

@description('The name of the plan.')
param planName string

@description('Where they are made.')
param location string

@description('Tags of every resource.')
param tags object

@description('What runs the app: its name and version, as the plan knows them.')
param runtime Runtime

@description('Megabytes of memory of an instance.')
param instanceMemoryMB int

@description('How many instances there are at most.')
param maximumInstanceCount int

@description('How many instances are kept running, billed while idle too.')
param alwaysReadyInstances int

@description('How many requests an instance serves at a time before another is started.')
param requestsPerInstance int

@description('The id of the managed identity.')
param identityId string

@description('The client id of the managed identity.')
param identityClientId string

@description('The name of the host\'s storage account.')
param hostStorageName string

@description('The address of the container of the deployed package.')
param packageUri string

@description('The address of the table service that keeps users and groups.')
param tableServiceUri string

@description('The name of the table.')
param tableName string

@description('The address of the vault of token hashes.')
param vaultUri string

@description('The name of the Application Insights component.')
param insightsName string

@description('The workspace that metrics and logs go to.')
param workspaceId string

@description('The subnet that the app calls out of; empty for none.')
param subnetId string

@description('Whether the app is reached from the internet.')
param publicIngress bool

@description('The name under which clients reach the app, if it is not its own.')
param customDomain string

@description('The Entra ID app whose tokens administrators bring; both values empty for none.')
param administrators Administrators

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'scim' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: publicIngress ? 'Enabled' : 'Disabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: runtime.name
        version: runtime.version
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: requestsPerInstance
          }
        }
      }
    }
  }

  resource ftpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource deploymentPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  // An empty value means the same to the app as none.
  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: hostStorageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AZURE_CLIENT_ID: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      PublicBaseUrl: 'https://${empty(customDomain) ? app.properties.defaultHostName : customDomain}'
      Storage__TableServiceUri: tableServiceUri
      Storage__Table: tableName
      Tokens__VaultUri: vaultUri
      Administrators__TenantId: administrators.tenantId
      Administrators__ClientId: administrators.clientId
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The id of the app.')
output id string = app.id

@description('The address under which clients reach the app.')
output baseUrl string = 'https://${empty(customDomain) ? app.properties.defaultHostName : customDomain}'

@description('What the TXT record asuid.NAME of a custom domain must hold. It proves ownership and opens nothing.')
output domainVerification string = app.properties.customDomainVerificationId
