metadata description = 'Log Analytics, Application Insights without keys, and the group of people whom alerts reach.'

@description('The name of the Log Analytics workspace.')
param workspaceName string

@description('The name of the Application Insights component.')
param insightsName string

@description('The name of the action group.')
param actionGroupName string

@description('Where they are made.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many days logs are kept.')
param retentionDays int

@description('How many gigabytes of logs a day are taken in at most; 0 for no limit.')
param dailyQuotaGb int

@description('The addresses that alerts are sent to.')
param alertEmails string[]

@description('The object id of the identity that sends telemetry.')
param senderPrincipalId string

// Monitoring Metrics Publisher: may send telemetry, and read nothing.
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb == 0 ? -1 : dailyQuotaGb
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    DisableIpMasking: false
  }
}

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, 'app', metricsPublisher)
  scope: insights
  properties: {
    description: 'The app sends its telemetry.'
    principalId: senderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'scim'
    enabled: true
    emailReceivers: [
      for (address, index) in alertEmails: {
        name: 'email-${index}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('The id of the workspace.')
output workspaceId string = workspace.id

@description('The id of the action group.')
output actionGroupId string = people.id
