namespace ScimFunctions.Directory.Counting.Buckets;

/// <summary>A run of ids, up to the next bucket's start, and how many of them there are.</summary>
/// <param name="Start">What its ids are not below, in ordinal order.</param>
/// <param name="Count">How many resources had been counted; below 0 while a deletion was counted and its creation not yet.</param>
internal readonly record struct Bucket(string Start, long Count);
