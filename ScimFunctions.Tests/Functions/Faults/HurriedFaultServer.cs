using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>A server in memory whose store fails by plan, and that does not wait between attempts.</summary>
public sealed class HurriedFaultServer : FaultServer
{
    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HurriedTime()));
    }

    private protected override (ITable Table, IFaultySeam Seam) Open()
    {
        var faulty = new FaultyTable(new InMemoryTable());
        return (faulty, faulty);
    }
}
