using System.Text.Encodings.Web;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>
/// Makes the table of an account whose key is known. The client library's own call serialises by reflection, which
/// ahead-of-time compilation does not have, so this is the REST call, signed with a short-lived account SAS.
/// </summary>
internal sealed class TableCreation(TableServiceClient service, TableClientOptions options, string table, TimeProvider time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(options);

    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        using var message = _pipeline.CreateMessage();
        var signature = service.GenerateSasUri(
            TableAccountSasPermissions.Add | TableAccountSasPermissions.Write,
            TableAccountSasResourceTypes.Container | TableAccountSasResourceTypes.Object,
            time.GetUtcNow() + Validity).Query;
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri($"{service.Uri.AbsoluteUri.TrimEnd('/')}/Tables{signature}"));
        message.Request.Headers.Add("x-ms-version", "2019-02-02");
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString($$"""{"TableName":"{{JavaScriptEncoder.Default.Encode(table)}}"}"""));
        await _pipeline.SendAsync(message, cancellation);
        if (message.Response.IsError && message.Response.Status != 409)
        {
            throw new RequestFailedException(message.Response);
        }
    }
}
