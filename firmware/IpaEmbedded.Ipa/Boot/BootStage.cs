namespace IpaEmbedded.Ipa.Boot;

/// <summary>One step of bringing the driver up, and the step that undoes it.</summary>
public abstract class BootStage
{
    /// <summary>Short name for reports.</summary>
    public abstract string Name { get; }

    /// <summary>What the stage does, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Does the step; on an exception it has done nothing that <see cref="Down"/> would have to undo.</summary>
    public abstract void Up();

    /// <summary>Undoes the step.</summary>
    public virtual void Down()
    {
    }
}
