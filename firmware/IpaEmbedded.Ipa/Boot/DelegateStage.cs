using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Boot;

/// <summary>A stage made of two methods of its owner.</summary>
internal sealed class DelegateStage : BootStage
{
    private readonly string _name;
    private readonly string _description;
    private readonly EventLoopHandler _up;
    private readonly EventLoopHandler _down;

    internal DelegateStage(string name, string description, EventLoopHandler up, EventLoopHandler down)
    {
        _name = name;
        _description = description;
        _up = up;
        _down = down;
    }

    public override string Name
    {
        get { return _name; }
    }

    public override string Description
    {
        get { return _description; }
    }

    public override void Up()
    {
        if (_up != null) { _up(); }
    }

    public override void Down()
    {
        if (_down != null) { _down(); }
    }
}
