namespace ScimFunctions.Tokens.Use;

/// <summary>Whether a token was used since that was last written down. It is asked at each request, and set at few.</summary>
internal sealed class TokenUse
{
    private int _pending;

    /// <summary>Notes a use; whether it is the first since the last <see cref="Take"/>.</summary>
    public bool Note() => Volatile.Read(ref _pending) == 0 && Interlocked.Exchange(ref _pending, 1) == 0;

    /// <summary>Begins anew.</summary>
    public void Take() => Volatile.Write(ref _pending, 0);
}
