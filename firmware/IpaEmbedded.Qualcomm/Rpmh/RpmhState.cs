namespace IpaEmbedded.Qualcomm.Rpmh;

/// <summary>When a vote counts.</summary>
public enum RpmhState
{
    /// <summary>While the processors sleep; kept until they do.</summary>
    Sleep = 0,

    /// <summary>From the moment at which the processors wake up; kept until they sleep.</summary>
    WakeOnly = 1,

    /// <summary>At once.</summary>
    ActiveOnly = 2,
}
