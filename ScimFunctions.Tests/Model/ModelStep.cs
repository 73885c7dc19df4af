using CsCheck;

namespace ScimFunctions.Tests.Model;

/// <summary>
/// One change, told by small numbers, since ids are the server's: the resource is the one of that number among those that
/// there are then, and values come from a small stock, so that they meet.
/// </summary>
internal abstract record ModelStep
{
    public static Gen<ModelStep> Any { get; } = Gen.Frequency(
        (4, Gen.Select(Number, Number, Number, (name, key, more) => (ModelStep)new CreateUser(name, key, more))),
        (3, Gen.Select(Number, Number, Number, Number, (at, name, key, more) => (ModelStep)new ReplaceUser(at, name, key, more))),
        (4, Gen.Select(Number, Number, Number, (at, attribute, value) => (ModelStep)new PatchUser(at, attribute, value))),
        (1, Number.Select(at => (ModelStep)new DeleteUser(at))),
        (3, Gen.Select(Number, Number, Numbers, (name, key, members) => (ModelStep)new CreateGroup(name, key, members))),
        (2, Gen.Select(Number, Number, Number, Numbers, (at, name, key, members) => (ModelStep)new ReplaceGroup(at, name, key, members))),
        (6, Gen.Select(Number, Number, Numbers, (at, how, members) => (ModelStep)new PatchMembers(at, how, members))),
        (2, Gen.Select(Number, Number, (at, name) => (ModelStep)new RenameGroup(at, name))),
        (1, Number.Select(at => (ModelStep)new DeleteGroup(at))));

    private static Gen<int> Number => Gen.Int[0, 99];

    private static Gen<int[]> Numbers => Number.Array[0, 4];
}

internal sealed record CreateUser(int Name, int Key, int More) : ModelStep;

internal sealed record ReplaceUser(int At, int Name, int Key, int More) : ModelStep;

internal sealed record PatchUser(int At, int Attribute, int Value) : ModelStep;

internal sealed record DeleteUser(int At) : ModelStep;

internal sealed record CreateGroup(int Name, int Key, int[] Members) : ModelStep;

internal sealed record ReplaceGroup(int At, int Name, int Key, int[] Members) : ModelStep;

internal sealed record PatchMembers(int At, int How, int[] Members) : ModelStep;

internal sealed record RenameGroup(int At, int Name) : ModelStep;

internal sealed record DeleteGroup(int At) : ModelStep;
