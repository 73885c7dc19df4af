using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>Reads one operation of a bulk request. What is wrong with it becomes its problem and nobody else's.</summary>
/// <param name="index">Where it stands, from 0.</param>
/// <param name="members">Its members.</param>
/// <param name="types">The resource types that it may be about.</param>
/// <param name="bulkIds">The <c>bulkId</c>s of the POSTs before it, to which its own is added.</param>
internal sealed class BulkOperationReader(
    int index, Dictionary<string, JsonNode?> members, IReadOnlyList<ResourceType> types, HashSet<string> bulkIds)
{
    private const int LongestMethod = 32;

    private readonly string _place = BulkRequest.PlaceOf(index);
    private BulkOperation _read = new() { Index = index };

    public BulkOperation Read()
    {
        try
        {
            _read = _read with { BulkId = ReadText("bulkId") is { Length: > 0 } bulkId ? bulkId : null };
            ReadMethod(ReadText("method"));
            ReadPath(ReadText("path") ?? "");
            CheckBulkId();
            _read = _read with { Version = ReadText("version"), Data = _read.Method is BulkMethod.Delete ? null : ReadData() };
            return _read;
        }
        catch (ScimException exception)
        {
            return _read with { Problem = exception.Error };
        }
    }

    private void ReadMethod(string? text)
    {
        _read = text?.ToUpperInvariant() switch
        {
            "POST" => _read with { MethodText = "POST", Method = BulkMethod.Post },
            "PUT" => _read with { MethodText = "PUT", Method = BulkMethod.Put },
            "PATCH" => _read with { MethodText = "PATCH", Method = BulkMethod.Patch },
            "DELETE" => _read with { MethodText = "DELETE", Method = BulkMethod.Delete },
            _ => _read with { MethodText = text is { Length: > 0 and <= LongestMethod } ? text : null, Method = null },
        };
        if (_read.Method is null)
        {
            throw new ScimException(ScimError.InvalidSyntax($"{_place}.method must be POST, PUT, PATCH or DELETE."));
        }
    }

    private void ReadPath(string path)
    {
        var parts = path.TrimStart('/').Split('/');
        var type = types.FirstOrDefault(type => parts[0].AsSpan().Equals(type.Endpoint.AsSpan(1), StringComparison.OrdinalIgnoreCase));
        var id = parts is [_, { Length: > 0 } segment] ? Uri.UnescapeDataString(segment) : null;
        if (type is null || !(_read.Method is BulkMethod.Post ? parts.Length == 1 : id is not null))
        {
            throw new ScimException(ScimError.InvalidPath(
                $"{_place}.path must be {string.Join(" or ", types.Select(type => type.Endpoint))} for POST, and one resource below it for PUT, PATCH and DELETE."));
        }

        _read = _read with { Type = type };
        if (id is not null)
        {
            _read = BulkReferences.NameIn(id) is { } name ? _read with { IdReference = name } : _read with { Id = id };
        }
    }

    private void CheckBulkId()
    {
        if (_read.Method is not BulkMethod.Post)
        {
            return;
        }

        if (_read.BulkId is null)
        {
            throw new ScimException(ScimError.InvalidValue($"{_place} is a POST and has no bulkId. Give it one that is unique in the request."));
        }

        if (!bulkIds.Add(_read.BulkId))
        {
            throw new ScimException(ScimError.InvalidValue($"{_place}.bulkId stands at an earlier POST already. Make it unique in the request."));
        }
    }

    private JsonObject ReadData() => members.GetValueOrDefault("data") as JsonObject
        ?? throw new ScimException(ScimError.InvalidSyntax($"{_place}.data must be an object: the body of the request that the operation stands for."));

    private string? ReadText(string name) => members.GetValueOrDefault(name) switch
    {
        null => null,
        var node when JsonText.IsString(node) => JsonText.Read(node, $"{_place}.{name}"),
        _ => throw new ScimException(ScimError.InvalidSyntax($"{_place}.{name} must be a string.")),
    };
}
