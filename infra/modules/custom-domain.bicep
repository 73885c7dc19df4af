metadata description = 'A name of one\'s own for the app. Its DNS records must be there before.'

@description('The name of the app.')
param appName string

@description('The name, such as scim.example.com.')
param domain string

@description('The thumbprint of a certificate that was uploaded to the app; empty binds the name without TLS.')
param certificateThumbprint string

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName

  resource binding 'hostNameBindings' = {
    name: domain
    properties: {
      customHostNameDnsRecordType: 'CName'
      hostNameType: 'Verified'
      sslState: empty(certificateThumbprint) ? 'Disabled' : 'SniEnabled'
      thumbprint: empty(certificateThumbprint) ? null : certificateThumbprint
    }
  }
}
