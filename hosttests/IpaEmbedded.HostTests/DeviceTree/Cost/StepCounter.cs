namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>Counts the basic blocks that instrumented code runs through: the same number in every run, however busy the machine is.</summary>
public static class StepCounter
{
    /// <summary>Blocks since the process started, on this thread.</summary>
    [ThreadStatic]
    private static long _steps;

    /// <summary>What instrumented code calls at the start of a block.</summary>
    public static void Step(int block) => _steps++;

    /// <summary>Blocks that an action runs through.</summary>
    public static long Of(Action action)
    {
        long before = _steps;
        action();
        return _steps - before;
    }
}
