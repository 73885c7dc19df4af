metadata description = 'The identity under which the app reads its package, its table, its vault, and sends telemetry.'

@description('The name of the identity.')
param name string

@description('Where it is made.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The id of the resource.')
output id string = identity.id

@description('The object id, to which roles are assigned.')
output principalId string = identity.properties.principalId

@description('The client id, by which the app asks for its tokens.')
output clientId string = identity.properties.clientId
