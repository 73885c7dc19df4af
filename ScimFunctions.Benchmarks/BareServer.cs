using System.Buffers;

namespace ScimFunctions.Benchmarks;

/// <summary>The measure of all cases: Kestrel answering a fixed kibibyte from memory to whatever it is asked.</summary>
public static class BareServer
{
    private static readonly byte[] Answer = MakeAnswer();

    public static Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(static context =>
        {
            context.Response.ContentType = "application/scim+json";
            context.Response.ContentLength = Answer.Length;
            context.Response.BodyWriter.Write(Answer);
            return Task.CompletedTask;
        });
        return app.RunAsync();
    }

    private static byte[] MakeAnswer()
    {
        const int Size = 1024;
        var start = "{\"value\":\""u8;
        var answer = new byte[Size];
        answer.AsSpan().Fill((byte)'x');
        start.CopyTo(answer);
        "\"}"u8.CopyTo(answer.AsSpan(Size - 2));
        return answer;
    }
}
