metadata description = 'The key vault of the hashes of tokens and of the admin key: roles, soft delete, purge protection.'

@description('The name of the vault.')
@maxLength(24)
param name string

@description('Where it is made.')
param location string

@description('Tags of every resource.')
param tags object

@description('Whether a deleted vault of this name is brought back, with its secrets, rather than a new one made.')
param recover bool

@description('Whether the vault is reached from the internet: no, from the allowed addresses, or from everywhere.')
@allowed(['Disabled', 'Addresses', 'Enabled'])
param publicAccess string

@description('Public IPv4 addresses or ranges that reach the vault where publicAccess is Addresses.')
param allowedAddresses string[]

@description('The object id of the app\'s identity.')
param appPrincipalId string

@description('The object id of who puts the hash of the first admin key there; empty for nobody.')
param deployerPrincipalId string

@description('The workspace that metrics and logs go to.')
param workspaceId string

// Key Vault Secrets Officer: reads and sets secrets; manages no vault.
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    createMode: recover ? 'recover' : 'default'
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: publicAccess == 'Disabled' ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess == 'Enabled' ? 'Allow' : 'Deny'
      ipRules: [
        for address in allowedAddresses: {
          value: address
        }
      ]
    }
  }
}

resource app 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, 'app', secretsOfficer)
  scope: vault
  properties: {
    description: 'The app reads and sets the hashes of tokens.'
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

resource deployer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(vault.id, deployerPrincipalId, secretsOfficer)
  scope: vault
  properties: {
    description: 'Who deploys makes the admin key, groups and tokens from the command line.'
    principalId: deployerPrincipalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
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

@description('The id of the vault.')
output id string = vault.id

@description('The name of the vault.')
output name string = vault.name

@description('The address of the vault.')
output uri string = vault.properties.vaultUri
