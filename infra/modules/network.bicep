metadata description = 'A virtual network with a subnet for the app and one for private endpoints, and the private DNS zones of these.'

@description('The name of the virtual network.')
param name string

@description('The name of the network security group of both subnets.')
param securityGroupName string

@description('Where they are made.')
param location string

@description('Tags of every resource.')
param tags object

@description('The addresses of the virtual network: two subnets of /26 and /27 are taken from it, so /25 or larger.')
param addressPrefix string

@description('Whether the app itself is reached by a private endpoint, which needs a zone too.')
param includeApp bool

// The zones' names are given by the services, and differ from cloud to cloud.
var storageSuffix = environment().suffixes.storage
var dataZones = [
  'privatelink.blob.${storageSuffix}'
  'privatelink.table.${storageSuffix}'
  'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
]
var zoneNames = includeApp ? concat(dataZones, ['privatelink.azurewebsites.net']) : dataZones

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: securityGroupName
  location: location
  tags: tags
  properties: {
    securityRules: []
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
          networkSecurityGroup: {
            id: securityGroup.id
          }
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 27, 2)
          networkSecurityGroup: {
            id: securityGroup.id
          }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in zoneNames: {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in zoneNames: {
    parent: zones[index]
    name: 'to-${name}'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

@description('The id of the app\'s subnet.')
output appSubnetId string = network::app.id

@description('The id of the subnet of private endpoints.')
output endpointSubnetId string = network::endpoints.id

@description('The id of the zone of blob storage.')
output blobZoneId string = zones[0].id

@description('The id of the zone of table storage.')
output tableZoneId string = zones[1].id

@description('The id of the zone of key vaults.')
output vaultZoneId string = zones[2].id

@description('The id of the zone of apps; empty unless includeApp.')
output appZoneId string = includeApp ? zones[3].id : ''
