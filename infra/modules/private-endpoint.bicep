metadata description = 'A private endpoint of one service, with its name in a private DNS zone.'

@description('The name of the endpoint.')
param name string

@description('Where it is made.')
param location string

@description('Tags of every resource.')
param tags object

@description('The subnet that it takes its address from.')
param subnetId string

@description('The resource that it leads to.')
param targetId string

@description('Which of the resource\'s services: blob, table, vault, sites.')
@allowed(['blob', 'table', 'vault', 'sites'])
param service string

@description('The private DNS zone of that service.')
param zoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: '${name}-nic'
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: service
        properties: {
          groupIds: [
            service
          ]
          privateLinkServiceId: targetId
        }
      }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: {
            privateDnsZoneId: zoneId
          }
        }
      ]
    }
  }
}
