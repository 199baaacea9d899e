namespace IpaEmbedded.NanoBuild;

/// <summary>How a run on the virtual device ended. Its exit code says nothing: it is 0 after an unhandled exception too.</summary>
public enum RunOutcome
{
    /// <summary>The application printed what it was to print, last.</summary>
    Done,

    /// <summary>The application failed: a FATAL line, or not the last line that was asked for.</summary>
    Failed,

    /// <summary>The files were not loaded, so nothing ran.</summary>
    NotLoaded,

    /// <summary>The interpreter itself crashed: a signal ended it.</summary>
    Crashed,

    /// <summary>It had not ended when its time was over, and was ended.</summary>
    TimedOut,
}
