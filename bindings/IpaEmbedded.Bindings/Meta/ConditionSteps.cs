namespace IpaEmbedded.Bindings;

/// <summary>The steps that checking the conditions of one file may take, each of them a name that is collected or compared.</summary>
internal sealed class ConditionSteps
{
    private long _left = Limits.ConditionSteps;

    /// <summary>True when all steps are taken.</summary>
    public bool IsExhausted => _left < 0;

    /// <summary>Takes steps; false if there are not as many.</summary>
    public bool TryTake(long count)
    {
        _left = IsExhausted ? _left : _left - count;
        return !IsExhausted;
    }
}
