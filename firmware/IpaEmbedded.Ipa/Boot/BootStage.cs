using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Boot;

/// <summary>One step of bringing the driver up, and the step that undoes it: two methods of the owner.</summary>
public sealed class BootStage
{
    private readonly EventLoopHandler _up;
    private readonly EventLoopHandler _down;

    /// <summary>Creates a stage; a method that is null is nothing to do. An up that throws has done nothing that down would have to undo.</summary>
    public BootStage(string name, string description, EventLoopHandler up, EventLoopHandler down)
    {
        Name = name;
        Description = description;
        _up = up;
        _down = down;
    }

    /// <summary>Short name for reports.</summary>
    public string Name { get; }

    /// <summary>What the stage does, in one line.</summary>
    public string Description { get; }

    internal void Up()
    {
        if (_up != null) { _up(); }
    }

    internal void Down()
    {
        if (_down != null) { _down(); }
    }
}
