var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
builder.Build();
