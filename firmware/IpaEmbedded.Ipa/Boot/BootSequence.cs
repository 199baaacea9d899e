using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Boot;

/// <summary>An ordered list of stages: up from the first to the last, down in reverse; a failure takes down what was up.</summary>
public sealed class BootSequence
{
    private readonly EventLoop _loop;
    private readonly BootStage[] _stages;
    private BootObserver _observer;

    /// <summary>Creates a sequence of which nothing is up.</summary>
    public BootSequence(EventLoop loop, BootStage[] stages)
    {
        _loop = loop;
        _stages = stages;
    }

    /// <summary>Whether every stage is up.</summary>
    public bool IsUp
    {
        get { return UpCount == _stages.Length; }
    }

    /// <summary>Number of stages that are up.</summary>
    public int UpCount { get; private set; }

    /// <summary>Says who watches; null for nobody.</summary>
    public void SetObserver(BootObserver observer)
    {
        _observer = observer;
    }

    /// <summary>Brings all stages up.</summary>
    /// <exception cref="BootFailedException">A stage failed; those before it are down again.</exception>
    public void Up()
    {
        while (UpCount < _stages.Length)
        {
            BootStage stage = _stages[UpCount];
            long start = _loop.Now;
            if (_observer != null) { _observer.OnBegin(stage, true); }
            string failure = "a mistake of the program";
            try
            {
                stage.Up();
                failure = null;
            }
            catch (HardwareException e)
            {
                failure = e.Message;
                throw new BootFailedException(stage.Name, e);
            }
            finally
            {
                if (failure == null) { UpCount++; }
                if (_observer != null) { _observer.OnEnd(stage, true, failure, _loop.Now - start); }
                if (failure != null) { Down(); }
            }
        }
    }

    /// <summary>Takes down what is up; a stage that fails does not keep the others from going down.</summary>
    public void Down()
    {
        while (UpCount > 0)
        {
            UpCount--;
            BootStage stage = _stages[UpCount];
            long start = _loop.Now;
            string failure = null;
            bool ended = false;
            if (_observer != null) { _observer.OnBegin(stage, false); }
            try
            {
                stage.Down();
                ended = true;
            }
            catch (HardwareException e)
            {
                failure = e.Message;
                _loop.Trace.Add(IpaTraceId.StageNotDown, (uint)UpCount, 0, stage.Name + ": " + failure);
                ended = true;
            }
            finally
            {
                // A mistake of the program passes, after the stages below are down too.
                if (!ended) { Down(); }
            }
            if (_observer != null) { _observer.OnEnd(stage, false, failure, _loop.Now - start); }
        }
    }
}
