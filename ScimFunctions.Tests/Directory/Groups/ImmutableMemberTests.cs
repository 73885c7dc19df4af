using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>What is said of members is immutable (RFC 7643 §4.2): to say what is so is no change, to say anything else is refused.</summary>
public sealed class ImmutableMemberTests
{
    private readonly GroupWorld _world = new();

    [Theory]
    [InlineData("members[value eq \\\"{0}\\\"]", """{ "value": "{0}" }""")]
    [InlineData("members[value eq \\\"{0}\\\"]", """[{ "value": "{0}", "type": "user", "display": "anything" }]""")]
    [InlineData("members[value eq \\\"{0}\\\"].value", "\"{0}\"")]
    [InlineData("members[value eq \\\"{0}\\\"].type", "\"User\"")]
    [InlineData("members[type eq \\\"User\\\"].type", "\"User\"")]
    public async Task What_is_so_already_is_no_change(string path, string value)
    {
        var (group, users) = await NewAsync();
        foreach (var kind in new[] { "replace", "add" })
        {
            var operation = $$"""[{ "op": "{{kind}}", "path": "{{path}}", "value": {{value}} }]""".Replace("{0}", users[0], StringComparison.Ordinal);
            Assert.Equal(group.Version, (await _world.PatchAsync(group.Id, operation)).Version);
        }
    }

    [Theory]
    [InlineData("members[value eq \\\"{0}\\\"]", """{ "value": "{0}", "type": "Group" }""", "mutability")]
    [InlineData("members[value eq \\\"{0}\\\"].value", "\"{1}\"", "mutability")]
    [InlineData("members[value eq \\\"{0}\\\"].type", "\"Group\"", "mutability")]
    [InlineData("members[value eq \\\"{0}\\\"].display", "\"Ada\"", "mutability")]
    [InlineData("members[value eq \\\"{0}\\\"]", "null", "mutability")]
    [InlineData("members[type eq \\\"User\\\"].value", "\"{0}\"", "mutability")]
    [InlineData("members[value eq \\\"nobody\\\"].value", "\"nobody\"", "noTarget")]
    [InlineData("members[value eq \\\"nobody\\\"]", """{ "value": "{0}" }""", "noTarget")]
    [InlineData("members[value eq \\\"{0}\\\"]", """{ "value": "nobody" }""", "invalidValue")]
    [InlineData("members.value", "\"{0}\"", "mutability")]
    public async Task Anything_else_is_refused(string path, string value, string type)
    {
        var (group, users) = await NewAsync();
        var operation = $$"""[{ "op": "replace", "path": "{{path}}", "value": {{value}} }]"""
            .Replace("{0}", users[0], StringComparison.Ordinal)
            .Replace("{1}", users[1], StringComparison.Ordinal);
        var error = await GroupWorld.ErrorAsync(() => _world.PatchAsync(group.Id, operation));
        Assert.Equal((400, type), (error.Status, error.ScimType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Member_of_one_type_is_not_added_as_another(bool isGroup)
    {
        var (group, users) = await NewAsync();
        var inner = await _world.CreateAsync("Inner");
        await _world.AddAsync(group.Id, inner.Id);
        var (id, type) = isGroup ? (inner.Id, "User") : (users[0], "Group");

        var error = await GroupWorld.ErrorAsync(() => _world.PatchAsync(
            group.Id, $$"""[{ "op": "add", "path": "members", "value": [{ "value": "{{id}}", "type": "{{type}}" }] }]"""));

        Assert.Equal((400, "invalidValue"), (error.Status, error.ScimType));
        Assert.Contains(id, error.Detail, StringComparison.Ordinal);
    }

    private async Task<(ScimFunctions.Directory.Groups.StoredGroup Group, string[] Users)> NewAsync()
    {
        var users = await _world.UsersAsync(2);
        return (await _world.CreateAsync("Sales", users), users);
    }
}
