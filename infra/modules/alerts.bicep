metadata description = 'What somebody should look at: failing answers, refused tokens in bursts, a throttled table, a failing vault.'

@description('Where log alerts are made.')
param location string

@description('Tags of every resource.')
param tags object

@description('The first part of every alert\'s name.')
param prefix string

@description('The workspace whose logs are searched.')
param workspaceId string

@description('The storage account of users and groups.')
param dataStorageId string

@description('The key vault.')
param vaultId string

@description('The group of people whom alerts reach.')
param actionGroupId string

@description('From how many percent of answers being 5xx the alert is sent; at 20 requests or more in 15 minutes.')
param failedPercent int

@description('From how many answers 401 in 15 minutes the alert is sent.')
param unauthorizedBurst int

var failures = 'AppRequests | summarize Requests = count(), Failed = countif(toint(ResultCode) >= 500) | where Requests >= 20 and Failed * 100 >= Requests * ${failedPercent}'
var refusals = 'AppRequests | where ResultCode == "401"'

resource failedAnswers 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: '${prefix}failed-answers'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'SCIM: too many answers are 5xx'
    description: 'Identity providers stop provisioning for hours when this goes on. Look at the failures in Application Insights.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [
      workspaceId
    ]
    // A new workspace has had no requests yet, so nothing to check the query against.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: failures
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: {
      actionGroups: [
        actionGroupId
      ]
    }
  }
}

resource refusedTokens 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: '${prefix}refused-tokens'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'SCIM: a burst of refused tokens'
    description: 'An expired or revoked token, which brings provisioning into quarantine, or somebody who guesses.'
    severity: 2
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [
      workspaceId
    ]
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: refusals
          timeAggregation: 'Count'
          operator: 'GreaterThanOrEqual'
          threshold: unauthorizedBurst
        }
      ]
    }
    actions: {
      actionGroups: [
        actionGroupId
      ]
    }
  }
}

resource throttledTable 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${prefix}throttled-table'
  location: 'global'
  tags: tags
  properties: {
    description: 'Table storage throttles: a partition gives 2,000 entities a second, an account 20,000.'
    severity: 2
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [
      '${dataStorageId}/tableServices/default'
    ]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'throttled'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts/tableServices'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 10
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ServerBusyError'
                'ClientThrottlingError'
                'ClientAccountRequestThrottlingError'
                'ClientAccountBandwidthThrottlingError'
                'SuccessWithThrottling'
              ]
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}

resource failingVault 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${prefix}failing-vault'
  location: 'global'
  tags: tags
  properties: {
    description: 'The key vault refuses, throttles or fails: tokens that are not in memory cannot be checked.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [
      vaultId
    ]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failing'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          metricName: 'ServiceApiResult'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 5
          dimensions: [
            {
              name: 'StatusCode'
              operator: 'Include'
              values: ['403', '429', '500', '502', '503', '504']
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}
