metadata description = 'The shapes that modules hand to each other.'

@export()
@description('What runs the app.')
type Runtime = {
  @description('The name of the worker.')
  name: 'dotnet-isolated' | 'custom'

  @description('The version of the worker.')
  version: string
}

@export()
@description('An Entra ID app registration.')
type Administrators = {
  @description('The directory of the app.')
  tenantId: string

  @description('The client id of the app.')
  clientId: string
}
