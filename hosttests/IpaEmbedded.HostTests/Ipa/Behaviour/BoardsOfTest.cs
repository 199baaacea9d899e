using System.Collections.Concurrent;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The boards that a test has made: each is ended with its checks when the test ends, whoever forgets it.</summary>
[TestClass]
public sealed class BoardsOfTest
{
    private static readonly AsyncLocal<List<IDisposable>?> Present = new();
    private static readonly ConcurrentDictionary<IDisposable, string> Open = new();

    [GlobalTestInitialize]
    public static void Begin(TestContext context) => Present.Value = [];

    /// <summary>Ends what the test left open. A test that has failed already has its reason, and what it left may be anything.</summary>
    [GlobalTestCleanup]
    public static void End(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IDisposable[] boards = [.. Of(context.TestName)];
        if (context.CurrentTestOutcome is UnitTestOutcome.Failed or UnitTestOutcome.Error or UnitTestOutcome.Timeout or UnitTestOutcome.Aborted)
        {
            Array.ForEach(boards, Forget);
            return;
        }
        var broken = new List<string>();
        foreach (IDisposable board in boards)
        {
            try
            {
                board.Dispose();
            }
            catch (AssertFailedException e)
            {
                broken.Add(e.Message);
            }
            Forget(board);
        }
        Assert.AreEqual("", string.Join('\n', broken.Take(5)), $"{broken.Count} of {boards.Length} boards");
    }

    /// <summary>A board that no test has ended was made where no test is known, and nobody looked at it.</summary>
    [AssemblyCleanup]
    public static void Last() => Assert.AreEqual("", string.Join('\n', Open.Values.Distinct()), "boards that nobody ended");

    /// <summary>The present test has a board, to be ended when it ends.</summary>
    internal static void Add(IDisposable board)
    {
        Open[board] = Present.Value is null ? new System.Diagnostics.StackTrace().ToString() : "left open by a test";
        if (Present.Value is not { } boards)
        {
            return;
        }
        lock (boards)
        {
            boards.Add(board);
        }
    }

    /// <summary>A board has been ended.</summary>
    internal static void Forget(IDisposable board)
    {
        Open.TryRemove(board, out _);
        if (Present.Value is not { } boards)
        {
            return;
        }
        lock (boards)
        {
            boards.Remove(board);
        }
    }

    private static IReadOnlyList<IDisposable> Of(string? test)
    {
        if (Present.Value is not { } boards)
        {
            throw new AssertFailedException($"the boards of {test} are not known");
        }
        lock (boards)
        {
            return [.. boards];
        }
    }
}
