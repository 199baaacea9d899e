namespace IpaEmbedded.Mutants.Running;

/// <summary>What a worker can say.</summary>
public enum AnswerKind
{
    /// <summary>There is such a test.</summary>
    Listed,

    /// <summary>The test passed.</summary>
    Passed,

    /// <summary>The test says that it cannot run here.</summary>
    Skipped,

    /// <summary>The test failed.</summary>
    Failed,

    /// <summary>The test made more steps than it may.</summary>
    Steps,

    /// <summary>The test took more memory than a worker has.</summary>
    Memory,

    /// <summary>The test took more processor time than it may; the worker has ended.</summary>
    Endless,

    /// <summary>The test waits for something that does not come; the worker has ended.</summary>
    Stuck,

    /// <summary>The test failed, and fails without the mutant in this process, too: another worker must try.</summary>
    Spoilt,

    /// <summary>The worker has died.</summary>
    Died,

    /// <summary>Everything that was asked for is done.</summary>
    Done,
}
