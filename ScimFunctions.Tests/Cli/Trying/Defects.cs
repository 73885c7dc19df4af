using System.Text.RegularExpressions;

namespace ScimFunctions.Tests.Cli.Trying;

/// <summary>What is wrong with endpoints that are met in practice, by name.</summary>
public static class Defects
{
    public static readonly IReadOnlyDictionary<string, Distortion> All = new Dictionary<string, Distortion>(StringComparer.Ordinal)
    {
        ["filters are ignored"] = Before(exchange => exchange.IsSearch, exchange => exchange.Query = ""),
        ["filters are refused"] = Instead(exchange => exchange.IsSearch, exchange => exchange.Refuse(400)),
        ["a search that finds nothing is a 404"] = After(exchange => Total(exchange) is "0", exchange => exchange.Refuse(404)),
        ["searches never find"] = After(exchange => exchange.IsSearch && Total(exchange) is not null, exchange => exchange.FindNothing()),
        ["names are compared with their case"] = After(exchange => exchange.Query.Contains("TRY-", StringComparison.Ordinal), exchange => exchange.FindNothing()),
        ["the status of errors is a number"] = After(exchange => exchange.Status >= 400, exchange => exchange.Answer = Regex.Replace(exchange.Answer, "\"status\":\"(?<status>\\d+)\"", "\"status\":${status}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))),
        ["errors are web pages"] = After(exchange => exchange.Status >= 400, exchange => (exchange.MediaType, exchange.Answer) = ("text/html", "<html>Oops</html>")),
        ["PATCH changes nothing"] = Instead(exchange => exchange.Method is "PATCH", exchange => exchange.Status = 204),
        ["there is no PATCH"] = Instead(exchange => exchange.Method is "PATCH", exchange => exchange.Refuse(501)),
        ["PUT changes nothing"] = Before(exchange => exchange.Method is "PUT", exchange => (exchange.Method, exchange.Body) = ("GET", "")),
        ["strings are no booleans"] = Instead(exchange => exchange.Body.Contains("\"False\"", StringComparison.Ordinal), exchange => exchange.Refuse(400, "active must be a boolean")),
        ["disabled users are hidden"] = After(exchange => exchange.IsSearch && exchange.Answer.Contains("\"active\":false", StringComparison.Ordinal), exchange => exchange.FindNothing()),
        ["a duplicate is a server error"] = After(exchange => exchange.Status is 409, exchange => exchange.Refuse(500)),
        ["a duplicate is made"] = async (exchange, forward) =>
        {
            await forward();
            if (exchange.Status is 409)
            {
                exchange.Body = exchange.Body.Replace("\"userName\": \"jo.", "\"userName\": \"again.jo.", StringComparison.Ordinal).Replace("\"externalId\": \"", "\"externalId\": \"again-", StringComparison.Ordinal);
                await forward();
            }
        },
        ["externalId is not kept"] = Before(exchange => exchange.Method is "POST", exchange => exchange.Body = exchange.Body.Replace("\"externalId\"", "\"unknown\"", StringComparison.Ordinal)),
        ["removing a member empties the group"] = Before(exchange => exchange.Body.Contains("\"Remove\"", StringComparison.Ordinal), exchange => exchange.Body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members"}]}"""),
        ["members cannot be left out"] = Before(exchange => exchange.Query.Contains("excludedAttributes", StringComparison.Ordinal) && !exchange.IsSearch, exchange => exchange.Query = ""),
        ["operators regard case"] = Instead(exchange => exchange.Query.Contains(" Eq ", StringComparison.Ordinal), exchange => exchange.Refuse(400)),
        ["DELETE deletes nothing"] = Instead(exchange => exchange.Method is "DELETE", exchange => exchange.Status = 204),
        ["passwords are shown"] = After(exchange => exchange.Method is "POST" && exchange.Status is 201, exchange => exchange.Answer = exchange.Answer.Replace("\"userName\"", "\"password\":\"x\",\"userName\"", StringComparison.Ordinal)),
    };

    private static Distortion Before(Func<Exchange, bool> when, Action<Exchange> change) => (exchange, forward) =>
    {
        if (when(exchange))
        {
            change(exchange);
        }

        return forward();
    };

    private static Distortion Instead(Func<Exchange, bool> when, Action<Exchange> answer) => (exchange, forward) =>
    {
        if (!when(exchange))
        {
            return forward();
        }

        answer(exchange);
        return Task.CompletedTask;
    };

    private static Distortion After(Func<Exchange, bool> when, Action<Exchange> change) => async (exchange, forward) =>
    {
        await forward();
        if (when(exchange))
        {
            change(exchange);
        }
    };

    private static string? Total(Exchange exchange) =>
        Regex.Match(exchange.Answer, "\"totalResults\":(?<total>\\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } match ? match.Groups["total"].Value : null;
}
