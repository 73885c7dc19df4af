using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Schemas;

public sealed class UserSchemaTests
{
    [Fact]
    public void The_core_user_has_every_attribute_of_RFC_7643_section_4_1() => Assert.Equal(
        "userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password "
        + "emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates",
        Names(CoreSchemas.User.Attributes));

    [Fact]
    public void The_enterprise_user_has_every_attribute_of_RFC_7643_section_4_3() => Assert.Equal(
        "employeeNumber costCenter organization division department manager",
        Names(CoreSchemas.EnterpriseUser.Attributes));

    [Theory]
    [InlineData("name", "formatted familyName givenName middleName honorificPrefix honorificSuffix")]
    [InlineData("emails", "value display type primary")]
    [InlineData("addresses", "formatted streetAddress locality region postalCode country type primary")]
    [InlineData("groups", "value $ref display type")]
    public void Complex_attributes_have_their_sub_attributes(string attribute, string subAttributes) =>
        Assert.Equal(subAttributes, Names(CoreSchemas.User.Find(attribute)!.SubAttributes));

    [Fact]
    public void The_user_name_is_required_unique_and_compares_without_case()
    {
        var userName = CoreSchemas.User.Find("USERNAME")!;

        Assert.Equal((true, false, Uniqueness.Server), (userName.Required, userName.CaseExact, userName.Uniqueness));
    }

    [Fact]
    public void References_and_binaries_compare_with_case() =>
        Assert.All(
            CoreSchemas.User.Attributes.Concat(CoreSchemas.EnterpriseUser.Attributes).SelectMany(attribute => attribute.SubAttributes.Prepend(attribute)),
            attribute => Assert.True(attribute.CaseExact || attribute.Type is not (AttributeType.Reference or AttributeType.Binary)));

    private static string Names(IEnumerable<AttributeDefinition> attributes) => string.Join(' ', attributes.Select(attribute => attribute.Name));
}
