namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>How a fact has to be met by other rows.</summary>
internal enum FactSide
{
    /// <summary>Another row has to grant it.</summary>
    Claim,

    /// <summary>Another row has to claim it.</summary>
    Grant,

    /// <summary>Another row has to offer it.</summary>
    Need,

    /// <summary>Any number of rows, or none, need it.</summary>
    Offer,
}
